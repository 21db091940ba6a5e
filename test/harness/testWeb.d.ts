/** The server of @vscode/test-web without its command line; the package has no types for it. */
declare module '@vscode/test-web/out/server/main.js' {
  import type { Server } from 'node:http';

  export function runServer(
    host: string,
    port: number,
    config: {
      readonly build: { readonly type: 'static'; readonly location: string; readonly quality: 'stable'; readonly version: string };
      readonly esm: boolean;
      readonly extensionDevelopmentPath: string;
      readonly extensionTestsPath: string;
      readonly folderMountPath: string;
    },
  ): Promise<Server>;
}
