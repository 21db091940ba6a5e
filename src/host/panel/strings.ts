import * as vscode from 'vscode';
import type { ReaderStrings } from '../../protocol';

/** The words of the reader's page, in the user's language. */
export function readerStrings(): ReaderStrings {
  const { l10n } = vscode;
  return {
    language: vscode.env.language,
    loading: l10n.t('Loading the article…'),
    retry: l10n.t('Retry'),
    openInBrowser: l10n.t('Open in Browser'),
    failedTitle: l10n.t('This article could not be shown'),
    outline: l10n.t('Contents'),
    back: l10n.t('Back (Alt+Left)'),
    forward: l10n.t('Forward (Alt+Right)'),
    cite: l10n.t('Cite'),
    category: l10n.t('Category'),
    tags: l10n.t('Tags'),
    reader: l10n.t('1 reader'),
    readers: l10n.t('{0} readers', '{0}'),
    original: l10n.t('Original'),
    licence: l10n.t('Text by {0}, under {1}. Read here from the original at {2}.', '{0}', '{1}', '{2}'),
    previous: l10n.t('Earlier'),
    next: l10n.t('Later'),
    neighbours: l10n.t('Neighbouring articles'),
    similar: l10n.t('Similar articles'),
    comments: l10n.t('Comments'),
    commentsCount: l10n.t('Comments ({0})', '{0}'),
    commentsLoading: l10n.t('Loading the comments…'),
    commentsNone: l10n.t('No comments yet.'),
    commentsFailed: l10n.t('The comments could not be loaded. {0}', '{0}'),
    blogAuthor: l10n.t('Author'),
    copyCode: l10n.t('Copy code'),
    copied: l10n.t('Copied'),
    latexCopied: l10n.t('LaTeX copied'),
    copyFormulaHint: l10n.t('Click or press Enter to copy the LaTeX'),
    copyWithNumber: l10n.t('With number'),
    notUpdated: l10n.t('This is the copy kept on disk. It could not be updated: {0}', '{0}'),
    dismiss: l10n.t('Dismiss'),
    imageFailed: l10n.t('This image could not be loaded. {0}', '{0}'),
    matches: l10n.t('{0} of {1}', '{0}', '{1}'),
    noMatches: l10n.t('No match'),
    nextMatch: l10n.t('Next match'),
    previousMatch: l10n.t('Previous match'),
    closeMatches: l10n.t('Stop marking'),
    restFailed: l10n.t('The rest of the article could not be shown. {0}', '{0}'),
    toolbar: l10n.t('Article actions'),
  };
}
