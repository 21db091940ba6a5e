import { findOnPath, isOnPath, runCommand } from './command';

/** What is wanted of the system: `found` says whether it is there, `packages` what brings it on Debian and Ubuntu. */
interface SystemNeed {
  readonly what: string;
  readonly packages: readonly string[];
  found(): boolean | Promise<boolean>;
}

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of the browser that UI tests drive: `CHROMIUM`, or the first of the usual names on PATH. */
export function findChromium(): string | undefined {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of chromiumNames) {
    const found = findOnPath(name);
    if (found) return found;
  }
  return undefined;
}

export const browserNeeds: readonly SystemNeed[] = [
  { what: 'Chromium', packages: ['chromium'], found: () => findChromium() !== undefined },
  {
    what: 'a font with Chinese characters',
    packages: ['fonts-noto-cjk'],
    found: async () => isOnPath('fc-list') && (await runCommand('fc-list', [':lang=zh'])).trim() !== '',
  },
];

export const compilerNeeds: readonly SystemNeed[] = [
  { what: 'a C++ compiler', packages: ['g++', 'make'], found: () => isOnPath('g++') && isOnPath('make') },
  { what: 'Python', packages: ['python3'], found: () => isOnPath('python3') },
];

/** LaTeX with bibtex, biber and Chinese: some 220 MB to load. */
export const latexNeeds: readonly SystemNeed[] = [
  {
    what: 'LaTeX with biber',
    packages: ['texlive-latex-base', 'texlive-latex-recommended', 'texlive-bibtex-extra', 'biber'],
    found: () => ['pdflatex', 'bibtex', 'biber'].every(isOnPath),
  },
  { what: 'LaTeX for Chinese', packages: ['texlive-xetex', 'texlive-lang-chinese'], found: () => isOnPath('xelatex') },
];

/** Installs what is missing where that is possible (root, apt-get); otherwise rejects, saying what to install. */
export async function ensureSystem(needs: readonly SystemNeed[]): Promise<void> {
  const missing: SystemNeed[] = [];
  for (const need of needs) if (!(await need.found())) missing.push(need);
  if (missing.length === 0) return;
  const packages = missing.flatMap((need) => need.packages);
  const names = missing.map((need) => need.what).join(' and ');
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) {
    throw new Error(`Missing: ${names}. On Debian and Ubuntu: sudo apt-get install ${packages.join(' ')}. (Another Chromium: set CHROMIUM to its path.)`);
  }
  console.log(`Installing ${names} (${packages.join(' ')})…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-q'], { env });
  await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
}
