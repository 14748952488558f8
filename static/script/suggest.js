// Suggestions under a search box: a combobox with a list, as ARIA 1.2 describes it. Choosing one fills the box and
// sends nothing. Without this file the box is a plain field, and /browse/find is the same list as a page.
const PAUSE = 120 // milliseconds after the last key
const KEPT = 100 // answers

class Suggest {
  constructor(input) {
    this.input = input
    this.name = input.dataset.suggest
    this.answers = new Map()
    this.options = []
    this.at = -1
    this.build()
    input.addEventListener('input', () => this.typed())
    input.addEventListener('keydown', (event) => this.pressed(event))
    input.addEventListener('blur', () => this.close())
  }

  build() {
    const { input } = this
    this.list = document.createElement('ul')
    this.list.id = `${input.id}-suggestions`
    this.list.className = 'suggest__list'
    this.list.hidden = true
    this.list.setAttribute('role', 'listbox')
    this.list.setAttribute('aria-label', 'Suggestions')
    this.status = document.createElement('div')
    this.status.className = 'govuk-visually-hidden'
    this.status.setAttribute('role', 'status')
    input.after(this.list, this.status)
    // A search field may not be a combobox.
    input.type = 'text'
    input.enterKeyHint = 'search'
    for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false'], ['aria-controls', this.list.id]]) input.setAttribute(name, value)
    // The box keeps the focus while a suggestion is pressed.
    this.list.addEventListener('pointerdown', (event) => event.preventDefault())
    this.list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]')
      if (option) this.choose(this.options.indexOf(option))
    })
  }

  typed() {
    clearTimeout(this.timer)
    this.request?.abort()
    const words = this.input.value.trim()
    if (words.length < 2) return this.close()
    this.timer = setTimeout(() => this.ask(words), this.answers.has(words) ? 0 : PAUSE)
  }

  async ask(words) {
    this.request = new AbortController()
    try {
      if (!this.answers.has(words)) {
        const reply = await fetch(`/suggestions?${this.name}=${encodeURIComponent(words)}`, { signal: this.request.signal })
        if (!reply.ok) return this.close()
        if (this.answers.size >= KEPT) this.answers.clear()
        this.answers.set(words, await reply.json())
      }
      if (document.activeElement === this.input && this.input.value.trim() === words) this.show(this.answers.get(words), words)
    } catch (error) {
      if (error.name !== 'AbortError') this.close()
    }
  }

  show(found, words) {
    this.options = found.map((one, at) => this.option(one, at, words))
    this.list.replaceChildren(...this.options)
    this.at = -1
    this.input.removeAttribute('aria-activedescendant')
    this.list.hidden = found.length === 0
    this.input.setAttribute('aria-expanded', String(found.length > 0))
    this.status.textContent = found.length === 0 ? 'No suggestions' : `${found.length} ${found.length === 1 ? 'suggestion' : 'suggestions'}, use the arrow keys`
  }

  option({ label, kind }, at, words) {
    const option = document.createElement('li')
    option.id = `${this.list.id}-${at}`
    option.className = 'suggest__option'
    option.setAttribute('role', 'option')
    option.setAttribute('aria-selected', 'false')
    option.dataset.value = label
    const name = document.createElement('span')
    name.append(...marked(label, words))
    const what = document.createElement('span')
    what.className = 'suggest__kind'
    what.textContent = kind
    option.append(name, ' ', what)
    return option
  }

  pressed(event) {
    const open = !this.list.hidden
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowDown' && !open) this.typed()
    else if (event.key === 'ArrowDown') this.go(this.at + 1)
    else if (event.key === 'ArrowUp' && open) this.go(this.at - 1)
    else if (event.key === 'Enter' && open && this.at >= 0) this.choose(this.at)
    else if (event.key === 'Escape' && open) this.close()
    else return
    event.preventDefault()
  }

  // Beyond the last and before the first is the box itself.
  go(to) {
    const count = this.options.length
    this.at = to >= count ? -1 : to < -1 ? count - 1 : to
    this.options.forEach((option, at) => option.setAttribute('aria-selected', String(at === this.at)))
    const active = this.options[this.at]
    if (!active) return this.input.removeAttribute('aria-activedescendant')
    this.input.setAttribute('aria-activedescendant', active.id)
    active.scrollIntoView({ block: 'nearest' })
  }

  choose(at) {
    this.input.value = this.options[at].dataset.value
    this.close()
    this.status.textContent = `${this.input.value}, chosen`
  }

  close() {
    clearTimeout(this.timer)
    this.request?.abort()
    this.at = -1
    this.list.hidden = true
    this.input.setAttribute('aria-expanded', 'false')
    this.input.removeAttribute('aria-activedescendant')
    this.status.textContent = ''
  }
}

// The first place that begins a word with what was typed, in bold.
function marked(label, words) {
  const low = label.toLowerCase()
  const want = words.toLowerCase()
  let from = low.indexOf(want)
  while (from > 0 && /[\p{L}\p{N}]/u.test(low[from - 1])) from = low.indexOf(want, from + 1)
  if (from < 0 || low.length !== label.length) return [label]
  const bold = document.createElement('b')
  bold.textContent = label.slice(from, from + want.length)
  return [label.slice(0, from), bold, label.slice(from + want.length)]
}

export function suggest() {
  for (const input of document.querySelectorAll('input[data-suggest]')) new Suggest(input)
}
