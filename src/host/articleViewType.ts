/** The type of the reader's panels: in `onWebviewPanel:…`, in `activeWebviewPanelId`, and in the menus of the manifest. */
export const articleViewType = 'scientificSpaces.article';
