/** Whose pages they are: the person's own, or of those who book for someone. */
export interface BookingWay {
  kind: 'self' | 'helper' | 'staff';
  /** Where the list of meetings stands, without language. */
  base: string;
}
