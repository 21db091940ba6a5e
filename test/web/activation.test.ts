import * as vscode from 'vscode';

function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

describe('in the browser', () => {
  it('the extension activates', async () => {
    const extension = vscode.extensions.getExtension('scientific-spaces.scientific-spaces');
    assert(extension, 'not installed');
    await extension.activate();
    assert(extension.isActive, 'not active');
  });
});
