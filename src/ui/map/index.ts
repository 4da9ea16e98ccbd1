/** Maps: areas by class, with the fills that tell classes apart. */
export { Choropleth, choroplethSize, type ChoroplethProps } from './choropleth.tsx';
export { type AreaClass, classesOf, withoutFigure } from './classes.ts';
export { Fills, fillOf, inkColour, lineColour, type Look, Swatch } from './fills.tsx';
export { meridianProjection, type Outline, outlinesIn } from './outlines.ts';
export { shortPath } from './path.ts';
