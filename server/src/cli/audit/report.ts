import type { Audit } from '../../core/audit/audit';
import type { UsageAudit } from '../../core/audit/usageAudit';

/** What the reports of an audit are made of. */
export interface AuditReport {
  readonly audit: Audit;
  /** With `--usage`. */
  readonly usage?: UsageAudit;
}
