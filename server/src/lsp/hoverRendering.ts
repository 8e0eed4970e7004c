import { markdownText } from '../core/text/printable';
import type { Link } from './fixLinks';
import type { HoverText } from './hoverText';

/** A hover for clients that render Markdown. */
export function toMarkdown({ title, facts, header, rows, ways, notices, footnotes }: HoverText, links: readonly Link[] = []): string {
  const parts = [`**${escape(title)}**`];
  if (rows.length > 0) {
    const body = rows.map(({ cells: [tier = '', ...figures], isCurrent }) => {
      const label = unbroken(escape(tier));
      return row([isCurrent ? `**${label}**\u00a0(now)` : label, ...figures.map(escape)]);
    });
    const alignment = header.map((_, i) => (i === 0 ? ':--' : '--:'));
    parts.push([row(header), row(alignment), ...body].join('\n'));
  }
  parts.push(lines(facts.map(([label, text]) => `**${label}:** ${escape(text)}`)));
  if (ways.length > 0) parts.push(lines(ways.map(([label, text]) => `**${escape(label)}:** ${escape(text)}`)));
  if (notices.length > 0) parts.push(lines(notices.map((notice) => `⚠ ${escape(notice)}`)));
  if (links.length > 0) parts.push(links.map((link) => `[${escape(link.title)}](${link.target})`).join(' · '));
  if (footnotes.length > 0) parts.push('---', footnotes.map((note) => `*${escape(note)}*`).join(' '));
  return parts.join('\n\n');
}

/** A hover for clients that show text as it is. */
export function toPlainText({ title, facts, header, rows, ways, notices, footnotes }: HoverText): string {
  const parts = [title];
  if (rows.length > 0) {
    const table = [header, ...rows.map(({ cells: [tier, ...figures], isCurrent }) => [`${tier}${isCurrent ? ' (now)' : ''}`, ...figures])];
    const widths = header.map((_, column) => Math.max(...table.map((cells) => (cells[column] ?? '').length)));
    const aligned = table.map((cells) =>
      cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
    );
    parts.push(aligned.map((line) => line.trimEnd()).join('\n'));
  }
  parts.push(facts.map(([label, text]) => `${label}: ${text}`).join('\n'));
  if (ways.length > 0) parts.push(ways.map(([label, text]) => `${label}: ${text}`).join('\n'));
  if (notices.length > 0) parts.push(notices.map((notice) => `! ${notice}`).join('\n'));
  if (footnotes.length > 0) parts.push(footnotes.join('\n'));
  return parts.join('\n\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Lines of one paragraph. */
function lines(texts: readonly string[]): string {
  return texts.join('  \n');
}

/** A label of a few words stays on one line of its cell. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** Where prices and tiers are from. Any other address came from somebody's code, and is shown as text. */
const ADDRESS = /(https:\/\/(?:[\w-]+\.)*openai\.com(?:\/[\w./-]*[\w/-])?)(?!\.?[\w@:-])/;

/** Text of ours and names from the code, so that neither ends a table cell nor starts markup. OpenAI's addresses become links. */
function escape(text: string): string {
  return text
    .split(ADDRESS)
    .map((piece, i) => (i % 2 === 1 ? `[${piece.split('/')[2]}](${piece})` : markdownText(piece)))
    .join('');
}
