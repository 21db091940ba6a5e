import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { citationTarget } from '../../../src/core/citation/cite/citationTarget';
import { describeDocument } from '../../../src/host/citation/documentPlace';
import { offerToName } from '../../../src/host/citation/offerToName';
import { closeAll, encode, onDisk, workspaceFolder, writeAndOpen } from './citingWorld';

const text = '\\begin{document}\n|\n\\end{document}\n';

describe('the offer to name a bibliography, taken', () => {
  let counter = 0;
  let folder: vscode.Uri;
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);

  /** Takes the offer for `paper.tex`. @returns the document, and what was said after it */
  async function takeOffer(meanwhile: () => Promise<void>, applyEdit = vscode.workspace.applyEdit): Promise<{ document: vscode.TextDocument; said: string[] }> {
    await vscode.workspace.fs.writeFile(at('refs.bib'), encode('@misc{a,\n}\n'));
    const { document } = await writeAndOpen(at('paper.tex'), text);
    const said: string[] = [];
    const real = { ...vscode.window };
    const realApply = vscode.workspace.applyEdit;
    const accept = async (_message: string, item: string): Promise<string> => {
      await meanwhile();
      return item;
    };
    const warn = async (message: string): Promise<undefined> => void said.push(message);
    try {
      Object.assign(vscode.window, { showInformationMessage: accept, showWarningMessage: warn });
      Object.assign(vscode.workspace, { applyEdit });
      await offerToName(document, at('refs.bib'), citationTarget(describeDocument(document).document));
    } finally {
      Object.assign(vscode.window, { showInformationMessage: real.showInformationMessage, showWarningMessage: real.showWarningMessage });
      Object.assign(vscode.workspace, { applyEdit: realApply });
    }
    return { document, said };
  }

  beforeEach(() => {
    folder = vscode.Uri.joinPath(workspaceFolder(), 'offer', String(counter++));
  });
  afterEach(closeAll);

  it('changes the document', async () => {
    const { document, said } = await takeOffer(async () => {});
    assert.match(document.getText(), /\\bibliographystyle\{plain\}\n\\bibliography\{refs\}\n\\end\{document\}/);
    assert.deepEqual(said, []);
  });

  it('does nothing where the document was made to name one meanwhile', async () => {
    const { document, said } = await takeOffer(async () => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(at('paper.tex'), new vscode.Position(1, 0), '\\bibliography{refs}');
      await vscode.workspace.applyEdit(edit);
    });
    assert.equal(document.getText().split('\\bibliography').length, 2);
    assert.deepEqual(said, []);
  });

  for (const [name, applyEdit] of [
    ['refused', async () => false],
    ['broken off', async () => Promise.reject(new Error('Canceled'))],
  ] as const) {
    it(`says what to do where the change is ${name}`, async () => {
      const { document, said } = await takeOffer(async () => {}, applyEdit);
      assert.equal(document.getText(), text.replace('|', ''));
      assert.equal(await onDisk(at('paper.tex')), text.replace('|', ''));
      assert.equal(said.length, 1);
      assert.match(said[0] ?? '', /paper\.tex could not be changed; nothing was\. Name offer\/\d\/refs\.bib in it by hand\./);
    });
  }
});
