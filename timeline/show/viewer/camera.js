// Which stretch of the axis is seen: `k` pixels a unit, `t` the unit at the left edge. Every view of time has one.

const GLIDE = 180;

/** A camera over a scale (see makeScale); `onMove` is called after every change. */
export class Camera {
  constructor(onMove) {
    this.onMove = onMove;
    this.width = 0;
    this.k = 1;
    this.t = 0;
    this.right = 60;
  }

  /** Where a unit stands, in pixels from the left edge. */
  x(unit) {
    return (unit - this.t) * this.k;
  }

  get end() {
    return this.t + this.width / this.k;
  }

  /** Zooms that make sense: all with some air, and a day as wide as a thumb. `right` is kept free for the last labels. */
  limits() {
    const span = Math.max(this.scale.last - this.scale.first, 1);
    const fit = Math.min((this.width - 50 - Math.min(this.right, this.width * 0.4)) / span, 40);
    return { fit, least: Math.min(fit, fit * 0.6), most: Math.max(60, fit) };
  }

  fit(smooth) {
    const { fit } = this.limits();
    this.go(fit, this.scale.first - 36 / fit, smooth, true);
  }

  /** Shows the units from a to b with some air on both sides. */
  show(a, b, smooth) {
    const { fit, most } = this.limits();
    const room = Math.max(this.width - 80 - Math.min(this.right, this.width * 0.4), 80);
    const k = Math.min(Math.max(room / Math.max(b - a, 1e-9), fit * 0.6), most);
    this.go(k, (a + b) / 2 - (40 + room / 2) / k, smooth);
  }

  zoom(factor, x = this.width / 2, smooth = false) {
    const { least, most } = this.limits();
    const k = Math.min(Math.max(this.k * factor, least), most);
    this.go(k, this.t + x / this.k - x / k, smooth);
  }

  pan(pixels, smooth = false) {
    this.go(this.k, this.t + pixels / this.k, smooth);
  }

  /** Keeps the unit `middle` in the middle. */
  centre(middle, k = this.k, smooth = false) {
    this.go(k, middle - this.width / 2 / k, smooth);
  }

  go(k, t, smooth = false, isFit = false) {
    if (smooth) this.glide(k, t, isFit);
    else this.move(k, t, isFit);
  }

  stop() {
    cancelAnimationFrame(this.frame);
  }

  glide(k, t, isFit) {
    this.stop();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden) return this.move(k, t, isFit);
    const [k0, t0] = [this.k, this.t];
    const middle0 = t0 + this.width / 2 / k0;
    const middle1 = t + this.width / 2 / k;
    let start = null;
    const step = (now) => {
      start ??= now;
      const p = Math.min((now - start) / GLIDE, 1);
      const eased = 1 - (1 - p) ** 3;
      const kp = k0 * (k / k0) ** eased;
      // The middle moves in pixels of the momentary zoom, so that nothing flies by.
      const share = Math.abs(k - k0) < 1e-12 ? eased : (1 / k0 - 1 / kp) / (1 / k0 - 1 / k);
      this.move(kp, middle0 + (middle1 - middle0) * share - this.width / 2 / kp, p === 1 && isFit);
      if (p < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  move(k, t, isFit = false) {
    const margin = (this.width * 0.8) / k;
    this.k = k;
    this.t = Math.min(Math.max(t, this.scale.first - margin), this.scale.last - this.width / k + margin);
    if (this.scale.last - this.scale.first + 2 * margin < this.width / k) this.t = t;
    this.isFit = isFit;
    this.onMove();
  }
}
