// `data-keeps` holds where a form of an application is saved as one types: it goes as the button that comes back later sends it.
const PAUSE = 3000

export function keep() {
  for (const form of document.querySelectorAll('form[data-keeps]')) keepOne(form)
}

function keepOne(form) {
  const said = form.querySelector('[data-kept]')
  const typed = () => {
    const fields = new URLSearchParams(new FormData(form))
    fields.set('then', 'later')
    return fields.toString()
  }
  let saved = typed()
  let waiting
  // Each try without a session would be kept as one more copy, and count against the one that the button sends.
  let isOver = false
  const send = async (leaving) => {
    clearTimeout(waiting)
    const now = typed()
    if (isOver || now === saved) return
    try {
      const body = new URLSearchParams(now)
      const answer = await fetch(form.dataset.keeps, { method: 'POST', body, keepalive: leaving })
      const signedOut = new URL(answer.url).pathname === '/sign-in'
      if (answer.ok && !signedOut) saved = now
      isOver = signedOut
      if (signedOut) said.textContent = 'You have been signed out, and nothing more is saved by itself. Press the button: what you typed is kept while you sign in.'
      else if (answer.ok) said.textContent = `Saved at ${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}.`
      else said.textContent = 'Not saved yet.'
    } catch {
      said.textContent = 'Not saved yet: there is no connection.'
    }
  }
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(send, PAUSE, false)
  })
  form.addEventListener('submit', () => {
    clearTimeout(waiting)
    saved = typed()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') send(true)
  })
}
