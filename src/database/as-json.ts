/** JSON that a statement has made: MariaDB sends it as text, MySQL as a type of its own, which the driver has read already. */
export type AsJson<T> = string | T

export const jsonOf = <T>(value: AsJson<T>): T => (typeof value === 'string' ? JSON.parse(value) : value)
