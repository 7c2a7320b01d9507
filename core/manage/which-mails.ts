import type { ApiRequest, ApiResponse, Operation } from '../api/operation.ts'
import { invalid, problem } from '../api/problem.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { defaultMailSettings, MailSettings, MailSettingsChange } from '../mail/which-mails.ts'
import type { MailSettingsStore } from '../mail/mail-store.ts'

export type MailSettingsPorts = MailSettingsStore & { now: () => Date }

/** Which mails about integration events the marketplace has sent. */
export const mailSettingsRoutes: readonly Operation<MailSettingsPorts>[] = [
  { method: 'GET', path: '/mail-settings', scope: 'webhooks:read', handle: getSettings },
  { method: 'PATCH', path: '/mail-settings', scope: 'webhooks:write', handle: changeSettings },
]

async function getSettings({ caller }: ApiRequest, ports: MailSettingsPorts): Promise<ApiResponse> {
  return { status: 200, body: viewOf(await ports.findMailSettings(caller.marketplace)) }
}

async function changeSettings(
  { caller, json }: ApiRequest,
  ports: MailSettingsPorts,
): Promise<ApiResponse> {
  const parsed = MailSettingsChange.safeParse(json)
  if (!parsed.success) return invalid('change', parsed.error)
  const { marketplace, subject: by } = caller
  const before = await ports.findMailSettings(marketplace)
  const shown = viewOf(before)
  const changed = MailSettings.parse({ ...shown, ...parsed.data })
  const at = ports.now().toISOString()
  const version = (before?.version ?? 0) + 1
  const after = { ...changed, changedAt: at, changedBy: by, version }
  const entry = auditEntry({
    marketplace,
    by,
    at,
    action: 'mail-settings.changed',
    before: shown,
    after: changed,
  })
  const isSaved = await ports.replaceMailSettings(marketplace, { after, before, entry })
  if (isSaved) return { status: 200, body: changed }
  return problem(409, 'Cannot save: the settings were changed meanwhile; send the change again')
}

function viewOf(settings: MailSettings | undefined) {
  return MailSettings.parse(settings ?? defaultMailSettings)
}
