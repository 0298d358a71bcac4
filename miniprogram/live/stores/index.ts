import { clock } from '../../services/clock';
import { call } from '../../services/call';
import { bump, knock } from '../../services/feedback';
import { live, network, preferences } from '../../stores/index';
import { ControlPage } from './control-page';
import { ControlsStore, type ControlledCamera } from './controls-store';
import { PresetsStore } from './presets-store';
import { PtzStore } from './ptz-store';

/*
 * Where the stores of this package meet the phone: they load with its pages, not with the app.
 */
export const ptz = new PtzStore({ call, clock, network, haptics: { knock, shake: bump } });
export const presets = new PresetsStore({ call: live.patientCall, clock });
export const controls = new ControlsStore({
  call: live.patientCall,
  clock,
  watched: () => live.roster.channel,
  turnTo,
});
export const controlPage = new ControlPage({ controls, ptz, presets, clock, words: () => preferences.words });

/** Everything that does something to a camera goes over to this one, or rests. */
function turnTo(camera: ControlledCamera | null): void {
  const steering = camera?.channel.rights.includes('ptz') ? camera.abilities.ptz : null;
  if (camera === null || !steering) {
    ptz.detach();
    presets.detach();
    return;
  }
  ptz.attach(camera.channel.id, steering);
  if (steering.presets) void presets.attach(camera.channel.id);
  else presets.detach();
}
