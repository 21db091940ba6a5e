import * as vscode from 'vscode';

const loaded = new Map<string, Promise<unknown>>();

/**
 * Loads a part in the web worker host, which has no `require` for files: reads and runs `dist/node/<name>.js`. The parts
 * take nothing from Node.
 */
export function loadWebPart(name: string): Promise<unknown> {
  const part = loaded.get(name) ?? read(name);
  loaded.set(name, part);
  part.catch(() => loaded.delete(name));
  return part;
}

async function read(name: string): Promise<unknown> {
  const { extensionUri } = vscode.extensions.getExtension('scientific-spaces.scientific-spaces') ?? {};
  if (!extensionUri) throw new Error('The extension cannot find its own files.');
  const source = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist/node', `${name}.js`)));
  const module: { exports: unknown } = { exports: {} };
  // The same way in which the worker host runs the extension's entry. The file is the extension's own.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('module', 'exports', 'require', source) as (module: object, exports: unknown, require: (id: string) => unknown) => void;
  run(module, module.exports, (id) => {
    if (id === 'vscode') return vscode;
    // A part's own `import()` of another: what `require` gives there is awaited.
    const part = /^\.\/(\w+)\.js$/.exec(id)?.[1];
    if (part !== undefined) return { __esModule: true, then: (...args: Parameters<Promise<unknown>['then']>) => loadWebPart(part).then(...args) };
    throw new Error(`${name} asks for ${id}, which the web has not.`);
  });
  return module.exports;
}
