/** The claims of the desk: a simulated office-day beside other simulations, the forecast of arrivals, and a national load on all desks. */
import { forecastArrivals } from './desk/forecast.ts';
import { measureLoad } from './desk/load.ts';
import { measureSimulation } from './desk/simulation.ts';

export async function bench(): Promise<void> {
  await measureSimulation();
  forecastArrivals();
  await measureLoad();
}
