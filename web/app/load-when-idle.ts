type Loader = () => Promise<unknown>

/**
 * Loads code one after another, once the page has not been busy for a second, unless it saves data.
 */
export function loadWhenIdle(loaders: readonly Loader[], isBusy: () => boolean): void {
  if (savesData()) return
  let quietMs = 0
  const timer = setInterval(() => {
    quietMs = isBusy() ? 0 : quietMs + stepMs
    if (quietMs < minQuietMs) return
    clearInterval(timer)
    void loadInTurn(loaders)
  }, stepMs)
}

const stepMs = 250
const minQuietMs = 1_000

async function loadInTurn(loaders: readonly Loader[]): Promise<void> {
  for (const load of loaders) await load().catch(() => undefined) // the visit reports errors
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  return connection?.saveData === true
}
