// Every page works without this file: it only adds comfort to fields that are already usable.
import { createAll } from 'govuk-frontend'
import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs'
import { CharacterCount } from 'govuk-frontend/dist/govuk/components/character-count/character-count.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { PasswordInput } from 'govuk-frontend/dist/govuk/components/password-input/password-input.mjs'
import { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs'
import { keep } from './keep.js'
import { copy, narrow } from './small.js'
import { suggest } from './suggest.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const part of [Button, CharacterCount, ErrorSummary, PasswordInput, SkipLink]) createAll(part)
suggest()
narrow()
copy()
keep()
