/** Our name in the groups of a robots.txt. */
export const robotsToken = 'scientificspacesvscode';

interface Rule {
  readonly allow: boolean;
  readonly pattern: string;
}

const longestFile = 512 * 1024;

/** What a robots.txt lets us do (RFC 9309): the group of our name, else that of `*`; the longest rule wins. */
export class Robots {
  private constructor(
    private readonly rules: readonly Rule[],
    /** Seconds that crawlers are asked to wait between two requests. */
    readonly crawlDelaySeconds: number,
  ) {}

  static readonly allowAll = new Robots([], 0);

  /** Anything that isn't a robots.txt, such as a login page, holds no rule and so allows everything. */
  static parse(text: string): Robots {
    const groups = new Map<string, { rules: Rule[]; delay: number }>();
    let agents: string[] = [];
    let agentsOpen = false;
    for (const line of text.slice(0, longestFile).split(/\r\n|\r|\n/)) {
      const [, field = '', value = ''] = /^\s*([A-Za-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/.exec(line) ?? [];
      const name = field.toLowerCase();
      if (name === 'user-agent') {
        agents = [...(agentsOpen ? agents : []), value.toLowerCase()];
        agentsOpen = true;
        for (const agent of agents) if (!groups.has(agent)) groups.set(agent, { rules: [], delay: 0 });
      } else if (name === 'allow' || name === 'disallow' || name === 'crawl-delay') {
        agentsOpen = false;
        for (const group of agents.flatMap((agent) => groups.get(agent) ?? [])) {
          if (name === 'crawl-delay') group.delay = Number.parseFloat(value) || 0;
          else if (value !== '') group.rules.push({ allow: name === 'allow', pattern: value });
        }
      }
    }
    const group = groups.get(robotsToken) ?? groups.get('*');
    return group ? new Robots(group.rules, Math.max(0, group.delay)) : Robots.allowAll;
  }

  /** @param path with its query, as it stands in the address */
  allows(path: string): boolean {
    let best: Rule | undefined;
    for (const rule of this.rules) {
      if (!matches(rule.pattern, path)) continue;
      const longer = best === undefined || rule.pattern.length > best.pattern.length;
      if (longer || (rule.allow && rule.pattern.length === best?.pattern.length)) best = rule;
    }
    return best?.allow ?? true;
  }
}

/** `*` stands for any characters, a last `$` for the end. Linear in both, however many stars there are. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const pieces = decode(anchored ? pattern.slice(0, -1) : pattern).split('*');
  const text = decode(path);
  const [first = '', ...rest] = pieces;
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const [index, piece] of rest.entries()) {
    if (anchored && index === rest.length - 1) return text.length - piece.length >= position && text.endsWith(piece);
    const found = text.indexOf(piece, position);
    if (found < 0) return false;
    position = found + piece.length;
  }
  return !anchored || position === text.length;
}

function decode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path; // a lone percent sign: compare as written
  }
}
