/** Collection `parcels`: files laid into the cloud's storage for somebody to fetch. */
export interface ParcelDocument {
  /** Names the file. */
  readonly _id: string;
  /** Epoch ms after which it is taken away. */
  readonly until: number;
}
