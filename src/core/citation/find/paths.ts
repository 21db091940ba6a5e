/** Folder of a forward-slash path: `a/b.tex` → `a`; empty for a bare name, `/` kept for a file of the root. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at === 0 ? '/' : path.slice(0, Math.max(0, at));
}

/** `path` seen from `folder`, with `.` and `..` resolved. An absolute path stays. Backslashes count as slashes. */
export function resolvePath(folder: string, path: string): string {
  const clean = path.trim().replace(/\\/g, '/');
  const whole = isAbsolute(clean) || folder === '' ? clean : `${folder}/${clean}`;
  const root = /^(?:[A-Za-z]:)?\/{0,2}/.exec(whole)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of whole.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !root.endsWith('/')) parts.push(part);
  }
  return root + parts.join('/');
}

/** Whether a path names its place by itself. */
export function isAbsolute(path: string): boolean {
  return /^(?:[A-Za-z]:)?[/\\]/.test(path);
}

/** The folder of a file and those above it, nearest first, up to `top` or at most ten. */
export function foldersAbove(path: string, top: string | undefined): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folders.length < 10; folder = folderOf(folder)) {
    folders.push(folder);
    if (folder === top || folder === '' || folder === '/' || /^[A-Za-z]:$/.test(folder)) break;
  }
  return folders;
}

/** The name of a file without folder and ending. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}

/** `path` as seen from `folder`: the shortest way, with `..` where needed; absolute where they share no root. */
export function relativePath(folder: string, path: string): string {
  const from = folder.split('/').filter(Boolean);
  const to = path.split('/').filter(Boolean);
  if (isAbsolute(folder) !== isAbsolute(path) || (/^[A-Za-z]:/.test(path) && from[0] !== to[0])) return path;
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
