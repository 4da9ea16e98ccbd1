#!/usr/bin/env node
console.log("narvaro", process.version, process.argv.slice(2))
