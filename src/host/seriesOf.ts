import type { Catalogue } from '../core/catalogue/catalogue';
import { findSeriesInSlices, type Series } from '../core/catalogue/series';
import { inSlices } from './inSlices';

const found = new WeakMap<Catalogue, Promise<Series[]>>();

/** The series of a catalogue, found once and without holding others up. */
export function seriesOf(catalogue: Catalogue): Promise<readonly Series[]> {
  let series = found.get(catalogue);
  if (!series) found.set(catalogue, (series = inSlices(findSeriesInSlices(catalogue.articles))));
  return series;
}
