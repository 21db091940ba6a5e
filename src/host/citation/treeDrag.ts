import * as vscode from 'vscode';
import { articlesOf } from '../tree/articleTargets';
import type { Row } from '../tree/articleTree';

/** What dragged posts travel as: their ids, as JSON. */
export const postsMimeType = 'application/vnd.scientific-spaces.posts';

/** What a dropped citation is among other things that a drop can become. */
export const dropKind = vscode.DocumentDropOrPasteEditKind.Empty.append('citation', 'scientificSpaces');

/** Lets rows of a tree be dragged into documents, see `registerCitationDrop`. Nothing can be dropped on a tree. */
export const postDragController: vscode.TreeDragAndDropController<Row> = {
  dragMimeTypes: [postsMimeType],
  dropMimeTypes: [],
  async handleDrag(rows, dataTransfer) {
    const articles = await articlesOf(rows[0], rows);
    dataTransfer.set(postsMimeType, new vscode.DataTransferItem(JSON.stringify(articles.map(({ id }) => id))));
  },
};
