// What drawing an article takes: loaded for the first one whose HTML is not kept.
export { prepareArticle } from '../core/render/renderArticle';
