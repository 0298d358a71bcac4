/** What a vendor said of an account: whether it takes it, what works and what it lacks. No events. */
Component({
  properties: {
    /** `good`, `title`, `next`, `works`, `lacks`; null shows nothing. */
    check: { type: Object, optionalTypes: [Object], value: null },
  },
});
