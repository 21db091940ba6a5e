import type { HtmlElement } from '../htmlWalker';
import type { Rule } from '../rule';
import { TableWriter } from '../tableWriter';

export const table: Rule = {
  tags: ['table'],
  open(conversion) {
    if (conversion.table) {
      conversion.table.beginBlock(false);
      conversion.tableDepth++;
      return;
    }
    conversion.writer.flush();
    conversion.table = new TableWriter(conversion.writer);
  },
  close(conversion) {
    if (conversion.tableDepth > 0) {
      conversion.tableDepth--;
      conversion.writer.flush();
      return;
    }
    conversion.table?.close();
    conversion.table = undefined;
  },
};

export const tableCaption: Rule = {
  tags: ['caption'],
  close(conversion) {
    conversion.table?.closeCaption();
  },
};

export const tableRow: Rule = {
  tags: ['tr'],
  open(conversion) {
    if (conversion.tableDepth === 0) conversion.table?.openRow();
  },
};

export const tableCell: Rule = {
  tags: ['td', 'th'],
  open(conversion, element) {
    const { attributes, name } = element;
    const span = (key: string): number => Number.parseInt(attributes[key] ?? '1', 10);
    conversion.table?.openCell(name === 'th', span('colspan'), span('rowspan'), alignmentOf(element));
  },
  close(conversion) {
    conversion.table?.closeCell();
  },
};

function alignmentOf({ attributes }: HtmlElement): string | undefined {
  const align = /text-align:\s*(left|center|right)/i.exec(attributes['style'] ?? '')?.[1] ?? attributes['align'];
  switch (align?.toLowerCase()) {
    case 'left':
      return ':--';
    case 'center':
      return ':-:';
    case 'right':
      return '--:';
  }
  return undefined;
}
