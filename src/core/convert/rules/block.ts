import { anchor } from '../anchors';
import type { Rule } from '../rule';

/** Paragraphs and everything that stands on lines of its own. */
export const block: Rule = {
  tags: 'address article aside body center dd details dialog dir div dl dt fieldset figure footer form header html legend main menu nav p section summary optgroup option'.split(' '),
  open(conversion) {
    if (conversion.table) conversion.table.beginBlock(true);
    else conversion.writer.flush();
  },
  close(conversion) {
    if (conversion.table) conversion.table.endBlock();
    else conversion.writer.flush();
  },
};

export const heading: Rule = {
  tags: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  open(conversion, element) {
    conversion.table?.beginBlock(false);
    conversion.writer.flush();
    conversion.writer.inline.mode = 'line';
    conversion.heading = element;
  },
  close(conversion, { name, attributes }) {
    const { writer } = conversion;
    conversion.heading = undefined;
    const { id = '' } = attributes;
    const whole = writer.inline.take();
    // headings are found by their text
    const text = (whole === anchor(id) + id ? id : whole).replace(/(^|[ \t])(#+)$/, '$1\\$2');
    writer.inline.mode = 'paragraph';
    if (text !== '') writer.block(`${'#'.repeat(Number(name[1]))} ${text}`);
  },
};

export const quote: Rule = {
  tags: ['blockquote'],
  open(conversion) {
    conversion.table?.beginBlock(false);
    conversion.writer.openQuote();
  },
  close({ writer }) {
    writer.close('quote');
  },
};

export const lineBreak: Rule = {
  tags: ['br'],
  open({ writer }) {
    writer.inline.addBreak();
    if (writer.inline.endsParagraph) writer.flush();
  },
};

/** A rule across the page. Right behind a list marker `---` would be read together with it. */
export const horizontalRule: Rule = {
  tags: ['hr'],
  open(conversion) {
    conversion.table?.beginBlock(false);
    conversion.writer.flush();
    conversion.writer.writeAnchors();
    conversion.writer.block(conversion.writer.atItemStart ? '___' : '---');
  },
};
