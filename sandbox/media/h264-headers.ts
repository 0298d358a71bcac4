import { BitWriter, toNal } from './bit-writer';

const BASELINE = 66;
/** constraint_set0 and 1: Constrained Baseline. */
const CONSTRAINTS = 0xc0;
const LEVEL_3_1 = 31;
/** log2(max_frame_num) − 4, giving 8 bits. */
const FRAME_NUM_EXTRA_BITS = 4;
/** Picture order equals decoding order. */
const PICTURE_ORDER_TYPE = 2;
const BT709 = 1;

export interface VideoFormat {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

/** Sequence parameter set of a progressive stream without reordering. */
export function sequenceParameters({ width, height, fps }: VideoFormat): Buffer {
  const bits = new BitWriter(64);
  bits.bits(8, BASELINE);
  bits.bits(8, CONSTRAINTS);
  bits.bits(8, LEVEL_3_1);
  bits.unsigned(0); // seq_parameter_set_id
  bits.unsigned(FRAME_NUM_EXTRA_BITS);
  bits.unsigned(PICTURE_ORDER_TYPE);
  bits.unsigned(1); // max_num_ref_frames
  bits.flag(false); // gaps_in_frame_num_value_allowed_flag
  bits.unsigned(Math.ceil(width / 16) - 1);
  bits.unsigned(Math.ceil(height / 16) - 1);
  bits.flag(true); // frame_mbs_only_flag
  bits.flag(true); // direct_8x8_inference_flag
  writeCropping(bits, width, height);
  bits.flag(true); // vui_parameters_present_flag
  writeUsability(bits, fps);
  return toNal(0x67, bits.finish());
}

/** Picture parameter set: CAVLC, one slice group, deblocking controlled by the slice. */
export function pictureParameters(): Buffer {
  const bits = new BitWriter(16);
  bits.unsigned(0); // pic_parameter_set_id
  bits.unsigned(0); // seq_parameter_set_id
  bits.flag(false); // entropy_coding_mode_flag
  bits.flag(false); // bottom_field_pic_order_in_frame_present_flag
  bits.unsigned(0); // num_slice_groups_minus1
  bits.unsigned(0); // num_ref_idx_l0_default_active_minus1
  bits.unsigned(0); // num_ref_idx_l1_default_active_minus1
  bits.flag(false); // weighted_pred_flag
  bits.bits(2, 0); // weighted_bipred_idc
  bits.signed(0); // pic_init_qp_minus26
  bits.signed(0); // pic_init_qs_minus26
  bits.signed(0); // chroma_qp_index_offset
  bits.flag(true); // deblocking_filter_control_present_flag
  bits.flag(false); // constrained_intra_pred_flag
  bits.flag(false); // redundant_pic_cnt_present_flag
  return toNal(0x68, bits.finish());
}

/** Header of the one slice that makes a picture, deblocking off: the picture must come out as it went in. */
export function writeSliceHeader(
  bits: BitWriter,
  { key, frameNum, idrId }: { readonly key: boolean; readonly frameNum: number; readonly idrId: number },
): void {
  bits.unsigned(0); // first_mb_in_slice
  bits.unsigned(key ? 7 : 5); // slice_type: all I or all P
  bits.unsigned(0); // pic_parameter_set_id
  bits.bits(4 + FRAME_NUM_EXTRA_BITS, frameNum);
  if (key) {
    bits.unsigned(idrId);
    bits.flag(false); // no_output_of_prior_pics_flag
    bits.flag(false); // long_term_reference_flag
  } else {
    bits.flag(false); // num_ref_idx_active_override_flag
    bits.flag(false); // ref_pic_list_modification_flag_l0
    bits.flag(false); // adaptive_ref_pic_marking_mode_flag
  }
  bits.signed(0); // slice_qp_delta
  bits.unsigned(1); // disable_deblocking_filter_idc
}

function writeCropping(bits: BitWriter, width: number, height: number): void {
  const right = (Math.ceil(width / 16) * 16 - width) / 2;
  const bottom = (Math.ceil(height / 16) * 16 - height) / 2;
  bits.flag(right > 0 || bottom > 0);
  if (right === 0 && bottom === 0) return;
  bits.unsigned(0);
  bits.unsigned(right);
  bits.unsigned(0);
  bits.unsigned(bottom);
}

/** VUI: colours, frame rate, and "no reordering, one frame kept", without which players hold pictures back. */
function writeUsability(bits: BitWriter, fps: number): void {
  bits.flag(false); // aspect_ratio_info_present_flag
  bits.flag(false); // overscan_info_present_flag
  bits.flag(true); // video_signal_type_present_flag
  bits.bits(3, 5); // video_format: unspecified
  bits.flag(false); // video_full_range_flag
  bits.flag(true); // colour_description_present_flag
  for (let part = 0; part < 3; part++) bits.bits(8, BT709);
  bits.flag(false); // chroma_loc_info_present_flag
  bits.flag(true); // timing_info_present_flag
  bits.bits(32, 1); // num_units_in_tick
  bits.bits(32, fps * 2); // time_scale
  bits.flag(true); // fixed_frame_rate_flag
  bits.flag(false); // nal_hrd_parameters_present_flag
  bits.flag(false); // vcl_hrd_parameters_present_flag
  bits.flag(false); // pic_struct_present_flag
  bits.flag(true); // bitstream_restriction_flag
  bits.flag(true); // motion_vectors_over_pic_boundaries_flag
  for (const value of [0, 0, 16, 16, 0, 1]) bits.unsigned(value);
}
