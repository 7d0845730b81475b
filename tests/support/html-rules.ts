import type { ConfigData } from 'html-validate'

/** The printer's way with <br/> and boolean attributes is its own; telephone numbers and redundant roles are meant. */
export const htmlRules: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'tel-non-breaking': 'off',
    'no-redundant-role': 'off',
    'valid-id': ['error', { relaxed: true }],
  },
}
