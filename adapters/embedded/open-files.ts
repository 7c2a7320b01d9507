import * as z from 'zod'

const Report = z.object({
  userLimits: z.object({ open_files: z.object({ soft: z.union([z.number(), z.string()]) }) }),
})

/** What most systems allow; Windows reports no limit. */
const usualLimit = 1024

/** How many files and connections this process may have open: `ulimit -n`. */
export function openFilesLimit(): number {
  // Otherwise the report asks DNS for the names of all peers.
  Object.assign(process.report, { excludeNetwork: true })
  const parsed = Report.safeParse(process.report.getReport())
  const soft = parsed.data?.userLimits.open_files.soft
  if (soft === 'unlimited') return 65_536
  return typeof soft === 'number' ? soft : usualLimit
}
