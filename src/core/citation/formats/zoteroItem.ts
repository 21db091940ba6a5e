import { titleLanguage, type CitationItem } from '../citationItem';

/** A post as Zotero's connector takes it: an item of type `blogPost`. */
export interface ZoteroItem {
  readonly id: string;
  readonly itemType: 'blogPost';
  readonly title: string;
  readonly creators: readonly ZoteroCreator[];
  readonly blogTitle: string;
  readonly date: string;
  readonly url: string;
  readonly accessDate: string;
  readonly language: string;
  readonly tags: readonly string[];
  readonly attachments: readonly never[];
}
type ZoteroCreator = { readonly creatorType: 'author'; readonly lastName: string; readonly firstName: string } | { readonly creatorType: 'author'; readonly lastName: string; readonly fieldMode: 1 };

/** A post with its facts; tags are the blog's own. */
export function zoteroItem(item: CitationItem, tags: readonly string[] = []): ZoteroItem {
  return {
    id: item.id,
    itemType: 'blogPost',
    title: item.title,
    creators: item.authors.map(({ literal, family, given }) =>
      family !== undefined && given !== undefined ? { creatorType: 'author', lastName: family, firstName: given } : { creatorType: 'author', lastName: literal, fieldMode: 1 },
    ),
    blogTitle: item.blog.name,
    date: item.date,
    url: item.url,
    accessDate: item.accessedOn,
    language: titleLanguage(item.title),
    tags,
    attachments: [],
  };
}
