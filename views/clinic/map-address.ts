import type { Location } from '../../src/clinic/queries.ts'

/** OpenStreetMap, which works on every device and asks for no account; null where the place is not known to a few metres. */
export const mapAddress = ({ latitude, longitude }: Pick<Location, 'latitude' | 'longitude'>): string | null =>
  latitude && longitude
    ? `https://www.openstreetmap.org/?mlat=${Number(latitude)}&mlon=${Number(longitude)}#map=17/${Number(latitude)}/${Number(longitude)}`
    : null
