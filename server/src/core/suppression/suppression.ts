/** Which findings an annotation silences, and which annotations silenced any. */
import type { Annotation } from '../annotation/annotation';
import { Reach } from '../annotation/reach';
import type { RuleId } from '../findings/ruleIds';
import type { SourceUnit } from '../link/moduleHost';
import type { Finding } from '../findings/finding';

/** The rule that reports suppressions without a use: only its own name silences it. */
const UNUSED_SUPPRESSION: RuleId = 'unused-suppression';

export class Suppressions {
  private readonly reach: Reach;
  /** Rules that each annotation silenced a finding of. */
  private readonly used = new Map<Annotation, Set<string>>();

  constructor(unit: SourceUnit) {
    this.reach = Reach.of(unit);
  }

  /** Whether an annotation silences the finding; all that do are noted as used. */
  silences(finding: Finding): boolean {
    let silenced = false;
    const target = { span: finding.span, underline: finding.underline, ...(finding.callSite && { statement: finding.callSite.statement }) };
    for (const annotation of this.reach.annotations) {
      if (!speaksOf(annotation, finding) || this.reach.nearness(annotation, target) === undefined) continue;
      silenced = true;
      const rules = this.used.get(annotation) ?? new Set();
      this.used.set(annotation, rules.add(finding.rule));
    }
    return silenced;
  }

  usedRules(annotation: Annotation): ReadonlySet<string> {
    return this.used.get(annotation) ?? NONE;
  }
}

const NONE: ReadonlySet<string> = new Set();

function speaksOf(annotation: Annotation, { rule, span }: Finding): boolean {
  const { value, rules } = annotation;
  if (value !== 'ignore') return false;
  // Nothing silences what is said of itself.
  if (rule === UNUSED_SUPPRESSION && (rules === undefined || span.start === annotation.span.start)) return false;
  return rules === undefined || rules.includes(rule);
}
