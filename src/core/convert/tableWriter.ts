import { CELL_PIPE } from './inlineWriter';
import type { MarkdownWriter } from './markdownWriter';

interface Cell {
  readonly markdown: string;
  readonly columns: number;
  readonly rows: number;
}

/** A page may not blow up a table by its spans. */
const MAX_COLUMNS = 200;
const MAX_SPAN = 100;

/**
 * Collects the cells of one table and writes them as a pipe table. A merged cell has its text in its first place and
 * leaves the others empty, so that no word stands twice. What doesn't fit into a pipe table (a cell with several
 * paragraphs, a list, code, another table) turns the whole into plain blocks, cell by cell.
 */
export class TableWriter {
  private readonly rows: Cell[][] = [];
  private readonly alignments: string[] = [];
  private headerRows = 0;
  private cellSize: { columns: number; rows: number } | undefined;
  private isPlain = false;

  constructor(private readonly writer: MarkdownWriter) {}

  openRow(): void {
    this.closeCell();
    if (!this.isPlain) this.rows.push([]);
  }

  openCell(isHeader: boolean, columns: number, rows: number, alignment: string | undefined): void {
    this.closeCell();
    if (this.isPlain) {
      this.writer.flush();
      return;
    }
    if (this.rows.length === 0) this.rows.push([]);
    const row = this.rows.at(-1) ?? [];
    if (row.length === 0) this.headerRows += isHeader && this.headerRows === this.rows.length - 1 ? 1 : 0;
    if (alignment !== undefined) this.alignments[row.length] ??= alignment;
    this.cellSize = { columns, rows };
    this.writer.inline.mode = 'cell';
  }

  closeCell(): void {
    if (!this.cellSize) return;
    const { columns, rows } = this.cellSize;
    this.cellSize = undefined;
    this.rows.at(-1)?.push({ markdown: this.writer.inline.take(), columns: clampSpan(columns), rows: clampSpan(rows) });
    this.writer.inline.mode = 'paragraph';
  }

  /** Called where a block begins inside the table: a first paragraph of a cell is its text, anything else needs blocks. */
  beginBlock(isParagraph: boolean): void {
    if (this.isPlain) {
      this.writer.flush();
      return;
    }
    if (isParagraph && (!this.cellSize || this.writer.inline.isEmpty)) return;
    if (!isParagraph || this.cellSize) this.becomePlain();
  }

  /** Called where a block ends inside the table: what follows in the cell stands apart. */
  endBlock(): void {
    if (this.isPlain) this.writer.flush();
    else if (this.cellSize) this.writer.inline.addBreak();
  }

  /** Called where the caption ends: it stands before the table. */
  closeCaption(): void {
    if (!this.cellSize) this.writer.flush();
  }

  close(): void {
    this.closeCell();
    this.writer.flush();
    if (this.isPlain) return;
    const filled = this.rows.filter((row) => row.length > 0);
    const width = filled.reduce((widest, row) => Math.max(widest, row.length), 0);
    if (width <= 1 && filled.length <= 1) this.writePlain();
    else if (filled.length > 0) this.writer.block(this.format(filled));
  }

  private becomePlain(): void {
    const kind = this.writer.inline.isImage ? 'image' : 'paragraph';
    const rest = this.cellSize ? this.writer.inline.take() : '';
    this.cellSize = undefined;
    this.writer.inline.mode = 'paragraph';
    this.writePlain();
    if (rest !== '') this.writer.block(rest.replaceAll(CELL_PIPE, '|'), kind);
  }

  private writePlain(): void {
    this.isPlain = true;
    for (const row of this.rows) for (const { markdown } of row) if (markdown !== '') this.writer.block(markdown.replaceAll(CELL_PIPE, '|'), 'paragraph');
    this.rows.length = 0;
  }

  private format(rows: readonly Cell[][]): string {
    const grid = spread(rows);
    const width = grid.reduce((widest, row) => Math.max(widest, row.length), 1);
    // without <th> no row is a header: the one that Markdown wants stays empty
    const header = this.headerRows > 0 ? (grid.shift() ?? []) : [];
    const columns = Array.from({ length: width }, (_, index) => index);
    const lines = [
      line(columns.map((index) => header[index] ?? '')),
      line(columns.map((index) => this.alignments[index] ?? '---')),
      ...grid.map(line),
    ];
    return lines.join('\n');
  }
}

/** Puts each cell in its column, with empty ones where cells reach over. */
function spread(rows: readonly Cell[][]): string[][] {
  const grid: string[][] = [];
  /** For each column, how many more rows a cell from above reaches down. */
  const reach: number[] = [];
  for (const row of rows) {
    const out: string[] = [];
    const skipReached = (): void => {
      while ((reach[out.length] ?? 0) > 0 && out.length < MAX_COLUMNS) {
        reach[out.length] = (reach[out.length] ?? 0) - 1;
        out.push('');
      }
    };
    for (const cell of row) {
      skipReached();
      for (let column = 0; column < cell.columns; column++) {
        if (column > 0 && out.length >= MAX_COLUMNS) break;
        if (out.length < MAX_COLUMNS) reach[out.length] = cell.rows - 1;
        out.push(column === 0 ? cell.markdown : '');
      }
    }
    for (let column = out.length; column < reach.length; column++) reach[column] = Math.max(0, (reach[column] ?? 0) - 1);
    grid.push(out);
  }
  return grid;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ').replaceAll(CELL_PIPE, '\\|')} |`;
}

function clampSpan(span: number): number {
  return Number.isFinite(span) ? Math.min(Math.max(Math.trunc(span), 1), MAX_SPAN) : 1;
}
