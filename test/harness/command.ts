import { spawn, spawnSync } from 'node:child_process';
import { root } from './paths';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Show what the command prints while it runs; otherwise it is only in the result and in the error. */
  readonly show?: boolean;
}

export interface CommandResult {
  /** Exit code; `1` for a command ended by a signal or not found. */
  readonly code: number;
  /** Both streams, in the order they arrived. */
  readonly output: string;
}

/** Runs a program to its end without a standard input. Never rejects: a missing program is a result like any other. */
export function tryCommand(program: string, args: readonly string[], { cwd = root, env = process.env, show = false }: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    const take = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString();
      if (show) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => resolve({ code: 1, output: output + error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** As {@link tryCommand}; rejects with the end of the output when the program fails. */
export async function runCommand(program: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { code, output } = await tryCommand(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}\n${output.slice(-4000)}`);
  return output;
}

/** Where the program of this name is on PATH. */
export function findOnPath(program: string): string | undefined {
  const finder = process.platform === 'win32' ? 'where' : 'which';
  const { status, stdout } = spawnSync(finder, [program], { encoding: 'utf8' });
  return status === 0 ? stdout.split(/\r?\n/)[0] : undefined;
}

export const isOnPath = (program: string) => findOnPath(program) !== undefined;
