import { seriesKey, type SeriesReading } from './seriesTitle';

/** Labels that say what kind of post it is, not which work it belongs to. */
const GENRE = /备忘|翻译|转载|分享|公告|通知|更新|更正|备份|修正|问答|解答|提问|随拍|语料|共享|电子书|致敬|追溯|杂记|原创|资源|闲聊|讨论|求助|广告|总结|推荐|置顶|招聘|草稿|完结|新闻|活动|百科/;
const LABELLED = /^(?:(【[^】]{2,}】|\[[^\]]{2,}\])|(《[^》]{2,}》|“[^”]{2,}”)(?=:)):? *(.*)$/;
const BEFORE_COLON = /^([^:]{6,}?):(.+)$/;
const BEFORE_OF = /^([^\s:,.?!、,。“”"'()《》【】]{4,12}?)之(.+)$/;
const LABEL = /^(?:\[[^\]]{1,12}\]|【[^】]{1,12}】|\([^)]{1,8}\)) */;
const APPENDIX = /^(?:番外|后记|补遗|附录|尾声|序言|前言)/;

/** A title that names its series without a number. */
export interface PrefixReading extends SeriesReading {
  /** Brackets or quotes enclose the name, so that the border is certain. */
  readonly isMarked: boolean;
  /** What follows is an appendix by its own word, such as 番外. */
  readonly isAppendix: boolean;
}

/** What may name the series of a title that has no number: a label in brackets, the words before a colon or before 之. */
export function prefixReadings(title: string, folded: string): PrefixReading[] {
  const readings: PrefixReading[] = [];
  const add = (prefix: string | undefined, rest: string | undefined, isMarked: boolean): void => {
    if (prefix === undefined || rest === undefined || GENRE.test(prefix)) return;
    const bare = isMarked ? title.slice(1, prefix.length - 1) : title.slice(0, prefix.length);
    readings.push({ key: seriesKey(prefix), name: bare.trim(), number: undefined, rank: undefined, isMarked, isAppendix: APPENDIX.test(rest) });
  };
  const labelled = LABELLED.exec(folded);
  if (labelled) add(labelled[1] ?? labelled[2], labelled[3], true);
  const colon = BEFORE_COLON.exec(folded);
  if (colon && !labelled) add(colon[1], colon[2], false);
  const of = BEFORE_OF.exec(folded);
  if (of && !labelled) add(of[1], of[2], false);
  return readings;
}

/** How many characters a label such as `[春礼]` takes at the beginning of a folded title. */
export function labelLength(folded: string): number {
  return LABEL.exec(folded)?.[0].length ?? 0;
}
