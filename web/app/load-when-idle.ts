type Loader = () => Promise<unknown>

/** Loads code one after another, a second after the page stopped being busy, unless it saves data. */
export function loadWhenIdle(loaders: readonly Loader[], isBusy: () => boolean): void {
  if (savesData()) return
  setTimeout(() => {
    if (isBusy()) loadWhenIdle(loaders, isBusy)
    else void loadInTurn(loaders)
  }, quietMs)
}

const quietMs = 1_000

async function loadInTurn(loaders: readonly Loader[]): Promise<void> {
  for (const load of loaders) await load().catch(() => undefined) // the visit reports errors
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  return connection?.saveData === true
}
