import type { Catalogue } from '../core/catalogue/catalogue';
import { findSeriesInSteps, type Series } from '../core/catalogue/series';
import { inSlices } from '../core/util/slices';

const found = new WeakMap<Catalogue, Promise<Series[]>>();

/** The series of a catalogue, found once and without holding others up. */
export function seriesOf(catalogue: Catalogue): Promise<readonly Series[]> {
  let series = found.get(catalogue);
  if (!series) found.set(catalogue, (series = inSlices(findSeriesInSteps(catalogue.articles))));
  return series;
}
