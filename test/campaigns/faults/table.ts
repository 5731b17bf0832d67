import type { Cell } from './runMatrix.ts';

/** Faults down, places across: how long each took to heal in ms, or `WRONG`. */
export function table(cells: readonly Cell[]): string {
  const across = [...new Set(cells.map(({ place }) => place))];
  const down = [...new Set(cells.map(({ fault }) => fault))].sort();
  const rows = down.map((fault) => [
    fault,
    ...across.map((place) => {
      const cell = cells.find((one) => one.place === place && one.fault === fault);
      if (!cell) return '';
      return cell.wrong === undefined ? String(Math.round(cell.tookMs)) : 'WRONG';
    }),
  ]);
  const lines = [['fault', ...across], ...rows];
  const widths = lines[0]!.map((_name, column) =>
    Math.max(...lines.map((line) => line[column]!.length)),
  );
  return lines
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
