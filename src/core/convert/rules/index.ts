import type { Rule } from '../rule';
import { block, heading, horizontalRule, lineBreak, quote } from './block';
import { checkbox } from './checkbox';
import { code, codeBlock } from './code';
import { emphasis } from './emphasis';
import { embedded } from './embedded';
import { caption, image } from './image';
import { headingAnchor, link } from './link';
import { list, listItem } from './list';
import { quotation } from './quotation';
import { reading } from './ruby';
import { codeToolbar, mathJaxOutput, skipped } from './skipped';
import { styledText } from './styled';
import { table, tableCaption, tableCell, tableRow } from './table';
import { mathMl, texScript } from './tex';

/** The rules in the order in which they are asked. An element that none of them names is shown as its content. */
export const rules: readonly Rule[] = [
  texScript,
  mathJaxOutput,
  codeToolbar,
  mathMl,
  skipped,
  caption,
  heading,
  headingAnchor,
  link,
  image,
  embedded,
  codeBlock,
  code,
  emphasis,
  styledText,
  quotation,
  reading,
  checkbox,
  lineBreak,
  horizontalRule,
  quote,
  list,
  listItem,
  table,
  tableCaption,
  tableRow,
  tableCell,
  block,
];
