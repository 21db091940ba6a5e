import * as vscode from 'vscode';
import { loadWebPart } from '../../src/host/webParts';

function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

describe('parts of the extension, read from their files in the browser', () => {
  for (const name of ['article', 'render', 'search', 'citation', 'blogs', 'styles', 'mathjax']) {
    it(`${name} loads`, async () => {
      const part = (await loadWebPart(name)) as object;
      assert(Object.keys(part).length > 0, `${name} has no exports`);
    });
  }

  it('cite: the catalogue is read, the citation part loaded, the text written', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: '' });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('scientificSpaces.citeArticle', '10088');
    assert(document.getText().includes('Retrieved from https://kexue.fm/archives/10088'), document.getText());
  });

  it('draw what only MathJax can', async () => {
    const mathjax = (await loadWebPart('mathjax')) as { drawFormula(tex: string, display: boolean): { svg?: string } };
    assert(mathjax.drawFormula('\\enclose{circle}{x}', true).svg?.startsWith('<svg'), 'no drawing');
  });
});
