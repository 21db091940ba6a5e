/** The part of citeproc-js that this extension uses; the package has no types. */
declare module 'citeproc' {
  interface Sys {
    retrieveLocale(language: string): string;
    retrieveItem(id: string): unknown;
  }
  interface CitationRequest {
    citationItems: readonly Record<string, unknown>[];
    properties: { noteIndex: number; mode?: string };
  }
  interface Engine {
    opt: { class: string };
    setOutputFormat(format: 'text' | 'html'): void;
    updateItems(ids: readonly string[]): void;
    makeBibliography(): false | [{ entry_ids: string[][]; bibliography_errors: unknown[] }, string[]];
    previewCitationCluster(citation: CitationRequest, before: readonly unknown[], after: readonly unknown[], format: 'text' | 'html'): string;
  }
  const CSL: { Engine: new (sys: Sys, style: string, language?: string, forceLanguage?: boolean) => Engine };
  export default CSL;
}
