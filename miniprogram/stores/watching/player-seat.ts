import type { Player, PlayerLoad } from '../../services/player';

/** Holds a page's player, which may come later than the first address and go before the last. */
export class PlayerSeat {
  player: Player | null = null;
  private order: PlayerLoad | null = null;

  /** The order being carried out; 0 without a player. */
  get generation(): number {
    return this.player?.generation ?? 0;
  }

  /** The page has its player ready, perhaps later than the address; null when the page is gone. */
  attach(player: Player | null): void {
    this.player = player;
    if (player && this.order) player.load(this.order);
  }

  load(order: PlayerLoad): void {
    this.order = order;
    this.player?.load(order);
  }

  /** Silences the player; the last picture stays where there is one. */
  hold(): void {
    this.order = null;
    this.player?.hold();
  }

  stop(): void {
    this.order = null;
    this.player?.stop();
  }

  remove(): void {
    this.order = null;
    this.player?.remove();
  }
}
