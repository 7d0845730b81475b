/*
 * One spelling for what people write in many: both search engines, the duplicate check and the importer stand on it.
 * A change here needs a reindex, because the database keeps what it made.
 */

/** Alef, ya and ta marbuta as they are typed for one another, Persian and Urdu letters, and letters that a hamza sits on. */
const arabicForms: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ے: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ۃ: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ۀ: 'ه',
  ک: 'ك',
  ڪ: 'ك',
  گ: 'ك',
  پ: 'ب',
  چ: 'ج',
  ژ: 'ز',
  ڤ: 'ف',
}

/** Latin letters that do not fall apart into a letter and a mark. */
const latinForms: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' }

/** Hamza, tatweel, and what stands for ayn and hamza in Latin letters, belong to the word and say nothing. */
const silent = /[\u0621\u0640'’‘ʼʻʾʿ`´\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** Arabic-Indic and Persian digits as 0–9. */
const westernDigit = (digit: string): string => String(digit.charCodeAt(0) & 0xf)

/** Lower case, without marks, one form of each letter, 0–9; what is neither letter nor digit becomes one space. */
export function normalize(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, westernDigit)
    .replace(/[أإآٱىیےئؤةۃہھۀکڪگپچژڤ]/g, (letter) => arabicForms[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(silent, '')
    .replace(/[ßæœøđðþłı]/g, (letter) => latinForms[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Son of, daughter of: written or left out as people like. */
const particles = new Set(['بن', 'ابن', 'بنت', 'bin', 'ibn', 'ben', 'bint', 'binte'])
/** Words that belong to the next one, whether a space stands between them or not. */
const joining = new Set(['عبد', 'ال', 'ابو', 'ام', 'abd', 'abdul', 'abdel', 'abdal', 'al', 'el', 'abu', 'abou', 'umm', 'um'])
export const isParticle = (word: string): boolean => particles.has(normalize(word))
export const belongsToNext = (word: string): boolean => joining.has(normalize(word))

/** The article as it is spoken before some letters: Ar-Rashid, Ash-Shammari. */
const spoken = /^a(sh|th|dh|[strzdn])$/

/** The words of a name as they are compared: `Abd El-Rahman bin Saad Al Ghamdi` is abdrahman, saad, alghamdi. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  let held = ''
  const typed = normalize(text).split(' ').filter(Boolean)
  for (const [place, word] of typed.entries()) {
    const next = typed[place + 1]
    const article = spoken.exec(word)?.[1]
    if (next !== undefined && (joining.has(word) || (article && next.startsWith(article)))) {
      held += article ? 'al' : word
      continue
    }
    if (particles.has(word) && held === '' && place > 0) continue
    words.push(canonical(held + word))
    held = ''
  }
  return words
}

/** Servant of …: the article between is written in every way, and left out where it is only heard. */
const servantOf = /^(?:عبد(?:ال)?|abd(?:[aeiou](?:l|([a-z])(?=\1))?)?)(.*)$/

function canonical(word: string): string {
  const servant = servantOf.exec(word)
  if (servant) {
    const rest = servant[2] ?? ''
    const isArabic = word.startsWith('ع')
    // Abdo, Abdi and عبده are names of their own.
    if (rest.length > 1 || /^(?:عبدال?|abd[aeu]l)/.test(word)) return (isArabic ? 'عبد' : 'abd') + rest
    return word
  }
  return word.replace(/^el(?=.)/, 'al').replace(/^abou(?=.)/, 'abu')
}

/** What stands before the name proper and is often left out. */
const article = /^(?:ال|al)+(?=.{3})/
const fatherOf = /^(?:ابو|ام|abu|umm|um)(?=.{3})/

/** The word without its article: alghamdi and ghamdi are one name. A short rest is a name of its own, as Ali. */
export const bare = (word: string): string => word.replace(article, '')

/** What is kept of a name so that it is found: each of its words, also without article, `Abu` and `Abd al-`. */
export function tokensOf(text: string): string[] {
  const forms = wordsOf(text).flatMap((word) => {
    const plain = bare(word)
    const rest = plain.replace(fatherOf, '').replace(/^(?:عبد|abd)(?=.{4})/, '')
    return [word, plain, rest]
  })
  return [...new Set(forms)]
}
