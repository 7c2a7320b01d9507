/** The global of the Redoc bundle, as far as it is used here. */
declare const Redoc: { init: (...args: [...Arguments, (error?: unknown) => void]) => void }

type Arguments = [document: object, options: object, container: HTMLElement]

const monospace = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace'

/** Local fonts, and colours with enough contrast. */
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

/** Draws the reference from the API's own document. */
async function show(): Promise<void> {
  const apiUrl = await apiUrlOfThePage()
  const url = `${apiUrl}/openapi.json`
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} returns HTTP ${response.status}`)

  const document = (await response.json()) as object
  const servers = [{ url: apiUrl === '' ? location.origin : apiUrl }]
  const container = element('reference')
  await new Promise<void>((resolve, reject) => {
    Redoc.init({ ...document, servers }, options, container, (error) => {
      if (error === undefined || error === null) resolve()
      else reject(error instanceof Error ? error : new Error('the document cannot be drawn'))
    })
  })
  element('message').textContent = ''
}

/** Without config.json, the API itself serves the page. */
async function apiUrlOfThePage(): Promise<string> {
  const response = await fetch('../config.json')
  if (response.status === 404) return ''
  if (!response.ok) throw new Error(`config.json returns HTTP ${response.status}`)
  const { apiUrl = '' } = (await response.json()) as { apiUrl?: string }
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
