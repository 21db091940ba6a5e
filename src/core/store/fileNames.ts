import { hashText } from '../util/hash';

/** Names that Windows keeps for devices, whatever extension follows. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d|conin|conout)$/;
const longestStem = 120;

/**
 * The name of a file (without extension) that belongs to an id: `"10088"` → `"10088"`, `"blog:A/é"` → `"blog=3a=41=2f=e9"`.
 *
 * Made of `a-z 0-9 _ - =` only, so it is legal on every system, different for ids that differ only by case or by
 * Unicode form, and free of dots: what follows a dot is ours. Too long ids end in `=z` and a hash.
 */
export function fileStem(id: string): string {
  if (id === '') return '=';
  let stem = id.replace(/[^a-z0-9_-]/g, escapeUnit);
  if (deviceName.test(stem) || stem.startsWith('-')) stem = escapeUnit(stem.charAt(0)) + stem.slice(1);
  return stem.length <= longestStem ? stem : `${stem.slice(0, longestStem - 32)}=z${hashText(id)}`;
}

/** The id of a {@link fileStem}; `undefined` for one that was too long, and for names that are no stem. */
export function idOfStem(stem: string): string | undefined {
  if (stem === '=') return '';
  const id = stem.replace(/=(?:u([0-9a-f]{4})|([0-9a-f]{2}))/g, (_match, long?: string, short?: string) => String.fromCharCode(Number.parseInt(long ?? short ?? '', 16)));
  return fileStem(id) === stem ? id : undefined;
}

function escapeUnit(unit: string): string {
  const code = unit.charCodeAt(0).toString(16);
  return code.length <= 2 ? `=${code.padStart(2, '0')}` : `=u${code.padStart(4, '0')}`;
}
