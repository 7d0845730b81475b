/** How a country writes its numbers: which digits follow the country's code, and into what groups people split them. */
interface Plan {
  code: string
  shapes: { digits: RegExp; home: (number: string) => string; abroad: number[] }[]
}

const plans: Record<string, Plan> = {
  // https://www.itu.int/oth/T02020000B7/en
  SA: {
    code: '966',
    shapes: [
      { digits: /^9200\d{5}$/, home: (n) => split(n, [4, 5]), abroad: [4, 5] },
      { digits: /^800\d{7}$/, home: (n) => split(n, [3, 3, 4]), abroad: [3, 3, 4] },
      { digits: /^[15]\d{8}$/, home: (n) => split(`0${n}`, [3, 3, 4]), abroad: [2, 3, 4] },
    ],
  },
  // https://www.itu.int/oth/T0202000040/en
  EG: {
    code: '20',
    shapes: [
      { digits: /^1\d{9}$/, home: (n) => split(`0${n}`, [4, 3, 4]), abroad: [3, 3, 4] },
      { digits: /^[23]\d{8}$/, home: (n) => split(`0${n}`, [2, 4, 4]), abroad: [1, 4, 4] },
      { digits: /^[4-9]\d{8}$/, home: (n) => split(`0${n}`, [3, 3, 4]), abroad: [2, 3, 4] },
    ],
  },
}

/** A number in E.164 as the readers of `country` write it; short numbers and those of unknown plans stay as they are. */
export function phoneText(number: string, country: string): string {
  for (const [home, plan] of Object.entries(plans)) {
    if (!number.startsWith(`+${plan.code}`)) continue
    const local = number.slice(plan.code.length + 1)
    const shape = plan.shapes.find(({ digits }) => digits.test(local))
    if (shape) return home === country ? shape.home(local) : `+${plan.code} ${split(local, shape.abroad)}`
  }
  return number
}

function split(digits: string, sizes: number[]): string {
  let from = 0
  return sizes
    .map((size) => {
      const group = digits.slice(from, from + size)
      from += size
      return group
    })
    .join(' ')
}
