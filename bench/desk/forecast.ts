/** The forecast of arrivals beside "the same hour last week", where the data of Warsaw's offices are at hand. */
import { claim } from '../claims.ts';
import { hasWarsaw, readWarsaw, validate } from './warsaw.ts';

export function forecastArrivals(): void {
  if (!hasWarsaw()) {
    console.log('the queues of Warsaw’s offices are not at hand: the forecast is not measured');
    return;
  }
  const found = validate(readWarsaw());
  const { offices, trainedDays, forecastDays, hours, mean, mae } = found;
  console.log(
    `Warsaw: ${offices} offices; from ${trainedDays} working days ${forecastDays.length} are forecast, ${forecastDays[0]} to ` +
      `${forecastDays.at(-1)}: ${hours} hours with ${mean.toFixed(1)} arrivals in the mean`,
  );
  for (const [name, error] of Object.entries({
    'same hour last week': mae.lastWeek,
    'mean of the hour': mae.mean,
    ours: mae.ours,
  }))
    console.log(`  ${name.padEnd(20)} off by ${error.toFixed(2)} in the mean, ${((100 * error) / mean).toFixed(1)} % of all`);
  claim('desk.forecast.error-of-last-week', mae.ours / mae.lastWeek, { atMost: 1 });
}
