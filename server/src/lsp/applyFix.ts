import { MessageType, ShowMessageNotification, type ExecuteCommandParams } from 'vscode-languageserver';
import { APPLY_FIX, type ApplyFixParams } from '../protocol';
import { inspect } from './inspect';
import type { Session } from './session';
import { toWorkspaceEdit } from './workspaceEdit';

/** Runs a fix by name: what links in hovers and code lenses ask for. Works on the text as it is now. */
export function registerApplyFix(session: Session): void {
  const { connection, guard } = session;
  connection.onExecuteCommand(
    guard.request<ExecuteCommandParams, null>('workspace/executeCommand', null, async ({ command, arguments: given }) => {
      const [params] = (given ?? []) as (ApplyFixParams | undefined)[];
      if (command !== APPLY_FIX || typeof params?.uri !== 'string') return null;
      const edit = await editOf(session, params);
      const result = edit && (await connection.workspace.applyEdit({ label: params.title, edit }));
      if (!result?.applied) {
        const message = 'Tierlint: the code has changed, so the fix was not applied. Look at the call again.';
        await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
      }
      return null;
    }),
  );
}

async function editOf(session: Session, { uri, position, rule, title }: ApplyFixParams): Promise<ReturnType<typeof toWorkspaceEdit>> {
  const path = session.files.pathOf(uri);
  const inspection = path === undefined ? undefined : await inspect(session, path);
  const offset = inspection?.view.offsetAt(uri, position);
  if (!inspection || offset === undefined) return undefined;
  for (const finding of inspection.analysis.findings) {
    if (finding.rule !== rule || offset < finding.span.start || offset > finding.span.end) continue;
    const fix = finding.fixes.find((each) => each.title === title);
    if (fix && session.analyses.keeps(fix)) return toWorkspaceEdit(session, fix.changes, fix.isRewrite && fix.title);
  }
  return undefined;
}
