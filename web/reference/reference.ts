/** What the reference's bundle puts into the page, as far as it is used here. */
declare const Redoc: { init: (...given: [...Given, (error?: unknown) => void]) => void }

type Given = [document: object, options: object, place: HTMLElement]

const monospace = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace'

/** No font comes from elsewhere, and the text is dark enough to be read. */
const options = {
  hideDownloadButton: false,
  nativeScrollbars: true,
  hideLoading: true,
  requiredPropsFirst: true,
  sortRequiredPropsFirst: true,
  jsonSamplesExpandLevel: 4,
  theme: {
    colors: { primary: { main: '#0b5cad' }, text: { primary: '#1b232d', secondary: '#424650' } },
    typography: {
      fontFamily: 'system-ui, sans-serif',
      headings: { fontFamily: 'system-ui, sans-serif' },
      code: { fontFamily: monospace, color: '#a1122a' },
    },
    rightPanel: { backgroundColor: '#1b232d' },
  },
}

/** Draws the reference from the document of the API that the page beside this one asks. */
async function show(): Promise<void> {
  const apiUrl = await apiUrlOfThePage()
  const url = `${apiUrl}/openapi.json`
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)

  const document = (await answer.json()) as object
  const servers = [{ url: apiUrl === '' ? location.origin : apiUrl }]
  const place = element('reference')
  await new Promise<void>((resolve, reject) => {
    Redoc.init({ ...document, servers }, options, place, (error) => {
      if (error === undefined || error === null) resolve()
      else reject(error instanceof Error ? error : new Error('the document cannot be drawn'))
    })
  })
  element('message').textContent = ''
}

/** Without its settings, the page is served by the API itself. */
async function apiUrlOfThePage(): Promise<string> {
  const answer = await fetch('../config.json')
  if (answer.status === 404) return ''
  if (!answer.ok) throw new Error(`config.json answers ${answer.status}`)
  const { apiUrl = '' } = (await answer.json()) as { apiUrl?: string }
  return apiUrl
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no '${id}'`)
  return found
}

show().catch((error: unknown) => {
  const message = element('message')
  message.setAttribute('role', 'alert')
  const reason = error instanceof Error ? error.message : String(error)
  message.textContent = `Cannot show the reference: ${reason}. Reload the page to try again.`
})
