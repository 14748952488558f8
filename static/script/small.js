// Small comforts: a list that narrows as one types, and an address that copies at a press.

// `data-narrows` names the list whose items stay when they have every word that is typed, or are ticked.
export function narrow() {
  for (const input of document.querySelectorAll('input[data-narrows]')) {
    const items = [...document.getElementById(input.dataset.narrows).children]
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
      for (const item of items) {
        const said = item.textContent.toLowerCase()
        item.hidden = !item.querySelector(':checked') && !words.every((word) => said.includes(word))
      }
    })
  }
}

// `data-copies` is what a press of the button copies; without a clipboard the button stays hidden.
export function copy() {
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll('button[data-copies]')) {
    const words = button.textContent
    button.hidden = false
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copies)
        button.textContent = 'Copied'
      } catch {
        button.textContent = 'Copying is not allowed here'
      }
      setTimeout(() => (button.textContent = words), 3000)
    })
  }
}
