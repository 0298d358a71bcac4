import type { Device } from '../device';
import { showModal } from '../wx/dialog-boxes';
import type { Page } from './page';
import type { PageStack } from './stack';

/** The way back, and the question that a page wants asked before it. */
export class Leaving {
  private readonly questions = new WeakMap<Page, string>();
  private asking = false;

  constructor(
    private readonly stack: PageStack,
    private readonly device: Device,
  ) {}

  /** Of the page on top; null for none. */
  ask(message: string | null): void {
    if (message === null) this.questions.delete(this.stack.top);
    else this.questions.set(this.stack.top, message);
  }

  /** Whether it went back: not when the person, asked, would rather stay. */
  async goBack(delta = 1): Promise<boolean> {
    const page = this.stack.top;
    const question = this.stack.all.length > 1 ? this.questions.get(page) : undefined;
    if (question !== undefined && !(await this.agrees(question))) return false;
    if (this.stack.top !== page) return false;
    this.stack.navigateBack(delta);
    return true;
  }

  private async agrees(content: string): Promise<boolean> {
    if (this.asking) return false;
    this.asking = true;
    const [confirmText, cancelText] = this.device.state.language === 'en' ? ['OK', 'Cancel'] : ['确定', '取消'];
    const { confirm } = await showModal({ content, confirmText, cancelText });
    this.asking = false;
    return confirm;
  }
}
